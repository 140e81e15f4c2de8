from tests.store.conftest import alike, earlier_store, server, store, url

__all__ = ["alike", "earlier_store", "server", "store", "url"]
