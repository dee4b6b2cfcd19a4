from django.urls import path

from quotamesh.base.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("demo/as/<str:username>/", views.enter_demo, name="enter_demo"),
]
