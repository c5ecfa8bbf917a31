(() => {
  const all = (within, what) => [...within.querySelectorAll(what)];
  const save = document.querySelector('#save');
  const answered = document.querySelector('#answered');
  const quoted = text => '"' + text.replaceAll('"', '""') + '"';
  const questions = all(document, 'fieldset[data-image]');
  const answers = () => questions.flatMap(asked => {
    const chosen = asked.querySelector('input:checked');
    return chosen ? [[asked.dataset.image, chosen.value]] : [];
  });
  const kept = 'framewatch corrections ' + document.querySelector('#labels').dataset.report;
  const keep = () => {
    try {
      localStorage.setItem(kept, JSON.stringify(answers()));
    } catch {
      // a browser that keeps nothing still saves the file
    }
  };
  const recall = () => {
    let given = new Map();
    try {
      given = new Map(JSON.parse(localStorage.getItem(kept)) ?? []);
    } catch {
      // as above
    }
    for (const asked of questions) {
      const input = all(asked, 'input').find(one => one.value === given.get(asked.dataset.image));
      if (input) {
        input.checked = true;
      }
    }
  };
  const count = () => {
    const given = answers().length;
    save.disabled = given === 0;
    answered.textContent = given === 0 ? 'no answers yet' : given === 1 ? '1 answer' : given + ' answers';
  };
  if (save) {
    document.addEventListener('change', () => {
      keep();
      count();
    });
    addEventListener('pageshow', () => {
      recall();
      count();
    });
    save.addEventListener('click', () => {
      const lines = answers().map(([image, action]) => quoted(decodeURIComponent(image)) + ',' + action);
      const rows = ['Image_ID,Action', ...lines, ''].join('\r\n');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([rows], {type: 'text/csv'}));
      link.download = 'corrections.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
  }
  const large = document.createElement('img');
  const dialog = document.createElement('dialog');
  dialog.append(large);
  dialog.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  for (const button of all(document, '.enlarge')) {
    button.addEventListener('click', () => {
      const picture = button.querySelector('img');
      large.src = picture.src;
      large.alt = picture.alt;
      dialog.showModal();
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
