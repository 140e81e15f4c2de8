from tests.store.conftest import alike, server, store, url

__all__ = ["alike", "server", "store", "url"]
