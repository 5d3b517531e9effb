BBBBBBBBBB BBB gettext(u'You got back a part of the fee') SSS SSS SSSS S SSSS SS SSS SSS
 gettext(u'%(institution)s: you paid back your loan early, so we gave you back %(sum)s of the fee. Thank you.') SSSSSSSSSSSSSSSS SSS SSSS SSSS SSSS SSSS SSSSSS SS SS SSSS SSS SSSS SSSSSSS SS SSS SSSS SSSSS SSSSBBBBBBBBBBBBB
