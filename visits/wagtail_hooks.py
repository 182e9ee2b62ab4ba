"""What ``visits`` adds to the Wagtail admin."""

from wagtail import hooks

from visits.viewsets import report_listing, report_pages


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [report_pages, report_listing]
