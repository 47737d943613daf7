"""A store elsewhere: pages, protocol and limits of this server before any store that speaks SPARQL 1.1 over HTTP.

    web process --POST of a form--> endpoint         (server.elsewhere.engine, server.elsewhere.client)
    main process --which graphs, how large?--> endpoint   (server.elsewhere.outpost)

`Elsewhere` stands where the pool of workers stands otherwise, `Outpost` where the launcher of the nursery does. The
store's word is not taken for it: what it answers is read, checked, and written anew in the format that is wanted.
"""
