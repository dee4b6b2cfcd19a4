app_name = "namedaccounts"
urlpatterns: list = []
