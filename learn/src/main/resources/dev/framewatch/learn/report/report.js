(() => {
  const all = (within, what) => [...within.querySelectorAll(what)];
  const save = document.querySelector('#save');
  const answered = document.querySelector('#answered');
  const quoted = text => '"' + text.replaceAll('"', '""') + '"';
  const answers = () => all(document, 'fieldset[data-image]').flatMap(asked => {
    const chosen = asked.querySelector('input:checked');
    return chosen ? [quoted(decodeURIComponent(asked.dataset.image)) + ',' + chosen.value] : [];
  });
  const count = () => {
    const given = answers().length;
    save.disabled = given === 0;
    answered.textContent = given === 0 ? 'no answers yet' : given === 1 ? '1 answer' : given + ' answers';
  };
  if (save) {
    document.addEventListener('change', count);
    addEventListener('pageshow', count);
    save.addEventListener('click', () => {
      const rows = ['Image_ID,Action', ...answers(), ''].join('\r\n');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([rows], {type: 'text/csv'}));
      link.download = 'corrections.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
  }
  for (const head of all(document, 'table.videos th')) {
    head.firstElementChild.addEventListener('click', () => {
      const table = head.closest('table');
      const falls = head.ariaSort !== 'descending';
      all(table, 'th').forEach(other => other.ariaSort = null);
      head.ariaSort = falls ? 'descending' : 'ascending';
      const text = row => row.cells[head.cellIndex].textContent;
      const order = (a, b) => text(a).localeCompare(text(b), 'en', {numeric: true});
      const rows = all(table, 'tbody tr').sort((a, b) => falls ? order(b, a) : order(a, b));
      table.tBodies[0].append(...rows);
    });
  }
  document.documentElement.classList.add('scripted');
})();
