// What a page needs besides Blazor: focus, and a page that says when its connection is gone.
window.perch = {
  // What a dialog shows comes a moment after the dialog.
  focus: (id, tries = 20) => {
    const wanted = document.getElementById(id);
    if (wanted) wanted.focus(); else if (tries > 0) setTimeout(() => window.perch.focus(id, tries - 1), 50);
  },
  // A dialog takes the focus for itself when it opens; where one begins to type gets it after that.
  focusInDialog: id => [0, 120, 350].forEach(wait => setTimeout(() => {
    if (!document.activeElement?.matches('input, textarea, select')) window.perch.focus(id);
  }, wait)),
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

// Boxes that can be dragged are no buttons, which some browsers would not drag: Enter and the space bar press them all the same.
addEventListener('keydown', event => {
  const isPress = (event.key === 'Enter' || event.key === ' ') && event.target.matches?.('[data-press]');
  if (isPress) { event.preventDefault(); event.target.click(); }
});

// Undo and redo, where a page has them and nothing is being typed.
addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches?.('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  const name = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
  const button = name && document.querySelector(`[data-${name}]:not(:disabled)`);
  if (button) { event.preventDefault(); button.click(); }
});

// What is dragged over shows itself at once.
const over = target => document.querySelectorAll('.over').forEach(shown => shown !== target && shown.classList.remove('over'));
addEventListener('dragstart', event => event.dataTransfer?.setData('text/plain', ''));
addEventListener('dragover', event => { const target = event.target.closest?.('[data-drop]'); over(target); target?.classList.add('over'); });
addEventListener('dragend', () => over(null));
addEventListener('drop', () => over(null));

// Blazor tries for a while to go on where it was. Where it cannot, because the server was started again, the page is loaded anew
// as soon as there is somebody to load it from.
const comeBack = () => fetch('/health/ready', { cache: 'no-store' })
  .then(answer => answer.ok ? location.reload() : setTimeout(comeBack, 1000), () => setTimeout(comeBack, 1000));

document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'show') {
    document.getElementById('lost-at').textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  } else if (['failed', 'rejected', 'resume-failed'].includes(event.detail.state)) {
    comeBack();
  }
});
