using System.Runtime.Loader;
using System.Text.Encodings.Web;
using Greenhouse.Loading;

namespace Greenhouse.Server;

/// <summary><c>/</c>: what runs, for people.</summary>
internal static class OverviewPage
{
    public static Task<IResult> AnswerAsync(SetHost host, CancellationToken cancellation) => host.UseAsync(async set =>
    {
        var health = set is null ? null : await set.AskAsync(cancellation);
        var rows = health is null ? string.Empty : string.Concat(health.Modules.Select(module =>
            $"<tr><td>{Text(module.Id)}</td><td>{Text(module.Version)}</td><td>{module.Status}</td><td>{Text(module.Description)}</td></tr>\n"));
        var title = set is null ? "Greenhouse: nothing runs yet" : $"Greenhouse: release {set.Pointer.Release} of {Text(set.Pointer.Environment)}";
        var failure = host.Failure is null ? string.Empty : $"<p><strong>{Text(host.Failure)}</strong></p>";
        return Results.Text(
            $$"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>{{title}}</title><style>body { font-family: sans-serif } td, th { text-align: left; padding: .2em 1em .2em 0 }</style></head>
            <body>
            <h1>{{title}}</h1>
            <p>{{(set is null ? string.Empty : $"Since {set.Since:u}. Set {Text(set.Pointer.SetDigest)}.")}} Modules in memory: {{AssemblyLoadContext.All.Count(context => context.IsCollectible)}}.</p>
            {{failure}}
            <table>
            <tr><th>Module</th><th>Version</th><th>Health</th><th></th></tr>
            {{rows}}</table>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    });

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? string.Empty);
}
