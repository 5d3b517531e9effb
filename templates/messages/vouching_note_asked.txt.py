BBBBBBBBBB BBB gettext(u'A request to you') S SSSSSSS SS SSS
 gettext(u'Hello %(name)s, %(institution)s asks you whether you vouch for me. Please read it and answer yes or no. A code comes to your phone or e-mail:') SSSSS SSSSSSSSS SSSSSSSSSSSSSSS SSSS SSS SSSSSSS SSS SSSSS SSS SSS SSSSSS SSSS SS SSS SSSSSS SSS SS SSS S SSSS SSSSS SS SSSS SSSSS SS SSSSSSS
BBBBBBBBBBBBB
