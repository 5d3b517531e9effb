"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from loans.models import ChecklistQuestion, Fund, FundRule, Product


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("name", "description", "excluded", "residence_note")


@register(ChecklistQuestion)
class ChecklistQuestionTranslation(TranslationOptions):
    fields = ("text",)


@register(Fund)
class FundTranslation(TranslationOptions):
    fields = ("name", "description")


@register(FundRule)
class FundRuleTranslation(TranslationOptions):
    fields = ("words",)
