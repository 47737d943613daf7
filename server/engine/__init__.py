"""The query engine: killable processes that hold the data and answer one query at a time.

    web process --job, reply--> worker         (server.engine.pool, server.engine.worker)
    web process --"a worker, please"--> nursery --fork--> worker   (server.engine.nursery)

The nursery loads the data once, in a single-threaded process of its own, and forks workers that share its memory. Web
processes never hold the data, and never fork. A worker has a deadline that the kernel keeps, a memory ceiling, and no
network (`server.engine.sandbox`).
"""
