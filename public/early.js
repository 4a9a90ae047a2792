// Browsers take some 50 ms to have the rules of numbers ready. Asked for here, it happens while the page is still on its way.
(0).toLocaleString("en");
