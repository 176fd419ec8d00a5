"""The addresses of what comes in from a CRM."""

from django.urls import path

from ridealong.web.pipeline.incoming import owner_pages, pages

urlpatterns = [
    path("imports/crm/", pages.crm_imports, name="crm_imports"),
    path("imports/crm/add/", pages.add_crm, name="add_crm"),
    path("imports/crm/take/", pages.crm_take_all, name="crm_take_all"),
    path("imports/crm/owners/", owner_pages.crm_owners, name="crm_owners"),
    path("imports/crm/owners/give/", owner_pages.crm_give_owner, name="crm_give_owner"),
    path("imports/crm/<int:work>/", pages.crm_import, name="crm_import"),
    path("imports/crm/<int:work>/columns/", pages.crm_mapping, name="crm_mapping"),
    path("imports/crm/<int:work>/take/", pages.crm_take, name="crm_take"),
    path("imports/crm/<int:work>/throw-away/", pages.crm_drop, name="crm_drop"),
    path("imports/crm/<int:work>/refused.csv", pages.crm_refused, name="crm_refused"),
]
