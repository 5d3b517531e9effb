BBBBBBBBBB BBB gettext(u'A part of your loan is paid out') S SSSS SS SSSS SSSS SS SSSS SSS
 gettext(u'%(institution)s: we paid %(amount)s to your account.') SSSSSSSSSSSSSSSS SS SSSS SSSSSSSSSS SS SSSS SSSSSSSS BB BBBBBB gettext(u'Still to come: %(coming)s.') SSSSS SS SSSSS SSSSSSSSSSSBBBB gettext(u'Now your whole loan is paid out.') BBBBB  gettext(u'You pay back %(left)s in all, next %(amount)s on %(day)s. All dates:') SSS SSS SSSS SSSSSSSS SS SSSS SSSS SSSSSSSSSS SS SSSSSSSS SSS SSSSSS
BBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
