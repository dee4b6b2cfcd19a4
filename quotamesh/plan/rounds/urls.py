from django.urls import path

from quotamesh.plan.rounds import views

app_name = "rounds"
urlpatterns = [
    path("", views.show, name="show"),
    path("<int:year>/<slug:code>/", views.step, name="step"),
]
