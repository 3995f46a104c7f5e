/**
 * The URL with `***` in place of every password, the user's and those among the parameters. It takes any text, also one that
 * is no URL, and rather hides too much than too little.
 */
export function maskUrl(text: string): string {
  return maskParameters(maskAccount(text));
}

function maskAccount(text: string): string {
  // An unencoded / or # in a password moves the rest of it, with its @, into the path: then all up to the last @ goes.
  const [, scheme = "", user = "", rest = ""] = /^([^/?#]*:\/\/)([^:@/?#]*)(.*)$/s.exec(text) ?? [];
  const end = rest.lastIndexOf("@");
  const ordinary = /^:[^@/?#]*@[^@]*$/s.test(rest) ? rest.indexOf("@") : end;
  return rest.startsWith(":") && end !== -1 ? `${scheme}${user}:***${rest.slice(ordinary)}` : text;
}

function maskParameters(text: string): string {
  return text.replace(/\b(password|sslpassword|pwd|authToken)=('[^']*'|[^&\s#]*)/gi, "$1=***");
}
