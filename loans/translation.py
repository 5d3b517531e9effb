"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from loans.models import Product


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("name", "description", "excluded", "residence_note")
