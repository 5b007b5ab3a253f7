// Starts `pgtidy lsp` for the workspace, and shows a check's page when it is asked for.
'use strict';

const vscode = require('vscode');
const {LanguageClient} = require('vscode-languageclient/node');

let client;

/** The command that serves, from the settings. */
function serverOptions(settings) {
  const args = ['lsp'];
  const buildPath = settings.get('buildPath');
  if (buildPath)
    args.push('-p', buildPath);
  return {command: settings.get('path') || 'pgtidy', args};
}

function clientOptions() {
  return {
    documentSelector: [
      {scheme: 'file', language: 'cpp'},
      {scheme: 'file', language: 'c'},
      {scheme: 'file', language: 'sql'},
      {scheme: 'file', pattern: '**/.env*'},
    ],
    initializationOptions: {showsPages: true},
    middleware: {executeCommand: showPage},
  };
}

/** The answer to pgtidy.explain is a page in Markdown: it is shown beside the source. */
async function showPage(command, args, next) {
  const page = await next(command, args);
  if (command !== 'pgtidy.explain' || typeof page !== 'string')
    return page;
  const document = await vscode.workspace.openTextDocument({language: 'markdown', content: page});
  await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
  return page;
}

async function start() {
  client = new LanguageClient('pgtidy', 'pgtidy', serverOptions(vscode.workspace.getConfiguration('pgtidy')),
                              clientOptions());
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`pgtidy did not start: ${error.message}. Set "pgtidy.path" to the program.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running)
    await running.stop();
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(vscode.commands.registerCommand('pgtidy.restart', restart),
                             vscode.workspace.onDidChangeConfiguration(
                                 event => event.affectsConfiguration('pgtidy') ? restart() : undefined));
  await start();
}

module.exports = {activate, deactivate: stop};
