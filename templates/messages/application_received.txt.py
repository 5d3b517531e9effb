BBBBBBBBBB BBB gettext(u'We received your application') SS SSSSSSSS SSSS SSSSSSSSSSS
 gettext(u'%(institution)s: we received your application. Your file number is %(ref)s. An advisor will contact you. See where it stands:') SSSSSSSSSSSSSSSS SS SSSSSSSS SSSS SSSSSSSSSSSS SSSS SSSS SSSSSS SS SSSSSSSS SS SSSSSSS SSSS SSSSSSS SSSS SSS SSSSS SS SSSSSSS
BB BBBBBBB
 gettext(u'Filled in with the help of %(helpers)s.') SSSSSS SS SSSS SSS SSSS SS SSSSSSSSSSSSBBBBBBBBBBBBBBBBBB
