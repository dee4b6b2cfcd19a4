app_name = "salesplans"
urlpatterns: list = []
