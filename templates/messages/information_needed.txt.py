BBBBBBBBBB BBB gettext(u'A question about your application at %(institution)s') S SSSSSSSS SSSSS SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s asks you about your file %(ref)s:') SSSSSSSSSSSSSSS SSSS SSS SSSSS SSSS SSSS SSSSSSSS


 gettext(u'Tell your advisor, or look at your page:') 
BBB BBBBBBBBBBBBBBBBBBBBBB
