// What a page needs besides Blazor: focus, and a page that says when its connection is gone.
window.perch = {
  focus: id => document.getElementById(id)?.focus(),
  print: () => window.print(),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  keep: (name, text) => text === null ? localStorage.removeItem('perch.' + name) : localStorage.setItem('perch.' + name, text),
  recall: name => localStorage.getItem('perch.' + name),
  save: (name, type, base64) => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  },
};

addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    const search = document.querySelector('[data-find]');
    if (search) { event.preventDefault(); search.focus(); search.select?.(); }
  }
});
