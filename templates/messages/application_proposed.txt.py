BBBBBBBBBB BBB gettext(u'Your advisor proposed a loan') SSSS SSSSSSS SSSSSSSS S SSSS
 gettext(u'%(institution)s: your advisor made a proposal for your loan (file %(ref)s). We decide soon and then write to you. You have nothing to do now. You see the price here:') SSSSSSSSSSSSSSSS SSSS SSSSSSS SSSS S SSSSSSSS SSS SSSS SSSS SSSSS SSSSSSSSS SS SSSSSS SSSS SSS SSSS SSSSS SS SSSS SSS SSSS SSSSSSS SS SS SSSS SSS SSS SSS SSSSS SSSSS
BBB BBBBBBBBBBBBBBBBBBBBBB
