
BB BBBBBBBBBBBBBXXXXXXXXBBBB BBBBBBBBBB  ngettext(u'%(number)s rule is not met', u'%(number)s rules are not met', count) SSSSSSSSSS SSSS SS SSS SSSPPPPPPPPPP PPPPP PPP PPP PPPXXXXXXXXX BBBBB
BB BBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB  ngettext(u'%(number)s rule is not known', u'%(number)s rules are not known', count) SSSSSSSSSS SSSS SS SSS SSSSSPPPPPPPPPP PPPPP PPP PPP PPPPP BBBBB
BB BBBBBBBBBBBBB BBBBBBBBBBBBBB  ngettext(u'%(number)s rule is met', u'%(number)s rules are met', count) SSSSSSSSSS SSSS SS SSSPPPPPPPPPP PPPPP PPP PPPBBBBB
