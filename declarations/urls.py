"""The public addresses. They are a contract: a citation of a page must hold for years."""

urlpatterns = []
