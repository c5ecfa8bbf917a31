'use strict';
const at = id => document.getElementById(id);
let current = null;
let waiting = false;

function show(state) {
  current = state.image;
  const counts = [...document.querySelectorAll('.choice')].map(({ dataset }) => `${dataset.label}: ${state.counts[dataset.label]}`);
  at('progress').textContent = `${state.labelled} of ${state.total} labelled · ${counts.join(' · ')}`;
  at('done').max = Math.max(1, state.total);
  at('done').value = state.labelled;
  at('image').hidden = current === null;
  if (current === null) {
    at('caption').textContent = '';
    say('All images are labelled. Press q to finish, or z to take the last answer back.');
    return;
  }
  at('image').src = '/image?name=' + encodeURIComponent(current);
  const guess = state.guess === null ? '' : ` · by your answers so far: ${Math.round(100 * state.guess)} %`;
  at('caption').textContent = (state.video === '' ? current : `${current} · ${state.video}`) + guess;
}

function say(text) {
  at('message').textContent = text;
  at('message').hidden = text === '';
}

async function send(path, change) {
  if (waiting) return;
  waiting = true;
  try {
    const response = await fetch(path, change === undefined ? {} : { method: 'POST', body: JSON.stringify(change) });
    if (!response.ok) throw new Error(await response.text());
    say('');
    show(await response.json());
    if (path === '/finish') {
      document.querySelectorAll('button').forEach(button => { button.disabled = true; });
      say('Saved. You can close this page; the terminal shows how to go on.');
    }
  } catch (error) {
    say(error instanceof TypeError ? 'Framewatch does not answer: is it still running in the terminal?' : error.message);
  } finally {
    waiting = false;
  }
}

function press(button) {
  const action = button.dataset.action;
  if (action === 'undo' || action === 'finish') send('/' + action, {});
  else if (current !== null && action === 'skip') send('/skip', { image: current });
  else if (current !== null) send('/answer', { image: current, label: button.dataset.label });
}

document.querySelectorAll('button').forEach(button => button.addEventListener('click', () => press(button)));
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && !button.disabled) {
    event.preventDefault();
    press(button);
  }
});
at('image').addEventListener('error', () => say('This image cannot be shown: press s to skip it.'));
send('/state');
