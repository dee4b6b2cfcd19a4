from django.urls import path

from quotamesh.base.people import pages, views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("demo/as/<str:username>/", views.enter_demo, name="enter_demo"),
    path("organisation/", pages.organisation, name="organisation"),
    path("organisation/<uuid:uid>/", pages.seat, name="seat"),
    path("accounts/", pages.account_list, name="accounts"),
    path("accounts/<uuid:uid>/close/", pages.close_account, name="close_account"),
    path("keys/", pages.tokens, name="tokens"),
    path("keys/<uuid:uid>/revoke/", pages.revoke_token, name="revoke_token"),
]
