BBBBBBBBBB BBB gettext(u'Your loan is paid out') SSSS SSSS SS SSSS SSS
 gettext(u'%(institution)s: we paid %(received)s to your account. First you pay back %(amount)s on %(day)s. All dates:') SSSSSSSSSSSSSSSS SS SSSS SSSSSSSSSSSS SS SSSS SSSSSSSS SSSSS SSS SSS SSSS SSSSSSSSSS SS SSSSSSSS SSS SSSSSS
BBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
