NAME="explain";SUMMARY=("a","a");DETAILS=("","")
def add_options(p,t): pass
