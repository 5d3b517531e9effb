BBBBBBBBBB BBB gettext(u'We received your payment') SS SSSSSSSS SSSS SSSSSSS
 gettext(u'%(institution)s: we received %(paid)s. Thank you.') SSSSSSSSSSSSSSSS SS SSSSSSSS SSSSSSSSS SSSSS SSSS BB BBBBBBBBBBBBBBBBB gettext(u'Still to pay: %(left)s. Next: %(next)s on %(day)s.') SSSSS SS SSSS SSSSSSSSS SSSSS SSSSSSSS SS SSSSSSSSBBBB gettext(u'Your loan is repaid in full.') BBBBBBBBBBBBBBBBBB
