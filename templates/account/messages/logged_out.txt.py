 gettext(u'You are logged out.') 
