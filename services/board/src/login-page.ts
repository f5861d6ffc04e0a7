/** Asks for the access key. The form comes back as `?access_key=`, which is exchanged for a cookie at once. */
export function loginPage({ wrong }: { wrong: boolean }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cellwatch</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="/page/style.css">
</head>
<body class="login">
<main>
<h1>Cellwatch</h1>
<form method="get" action="/">
<label for="access_key">Access key</label>
<input id="access_key" name="access_key" type="password" autocomplete="current-password" required autofocus>
<button>Open the board</button>
${wrong ? '<p role="alert">That is not this board’s key.</p>' : ''}
</form>
</main>
</body>
</html>
`;
}
