BBBBBBBBBB BBB gettext(u'Your account at %(institution)s') SSSS SSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'Hello %(name)s, there is an account for you at %(institution)s. Choose your password here, within three days:') SSSSS SSSSSSSSS SSSSS SS SS SSSSSSS SSS SSS SS SSSSSSSSSSSSSSSS SSSSSS SSSS SSSSSSSS SSSSS SSSSSS SSSSS SSSSS



 gettext(u'If the link is too old, ask for a new password on the login page.') BBBBBBBBBBBBB
