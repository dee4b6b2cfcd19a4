app_name = "paradigms"
urlpatterns: list = []
