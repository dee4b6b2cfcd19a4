app_name = "dailyreports"
urlpatterns = []
