using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Updating;

/// <summary>Remembers in the store of a workspace when updates were looked for.</summary>
internal static class CheckMemory
{
    /// <summary>Reads it.</summary>
    /// <param name="session">The store.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<UpdateStatus> ReadAsync(ReleaseSession session, CancellationToken cancellation)
    {
        var (last, problem) = await (await OfAsync(session, cancellation)).ReadAsync(cancellation);
        return new UpdateStatus(session.Settings.Update, session.Clock.GetUtcNow(), last, problem);
    }

    /// <summary>Writes down that it was now.</summary>
    /// <param name="context">The command.</param>
    /// <param name="session">The store.</param>
    /// <returns>Nothing, or why it could not be written.</returns>
    public static async Task<Finding?> WriteAsync(CommandContext context, ReleaseSession session) =>
        await (await OfAsync(session, context.Cancellation)).WriteAsync(session.Clock.GetUtcNow(), session.By, session.Owner, context.Cancellation);

    private static async Task<UpdateChecks> OfAsync(ReleaseSession session, CancellationToken cancellation) =>
        new(session.Store, await NameAsync(session.Root, cancellation));

    // The repository, wherever it was cloned to, and the folder in it; else the folder's name, which is that on every machine that anybody set up alike.
    private static async Task<string> NameAsync(string root, CancellationToken cancellation)
    {
        var origin = await GitAnswer.OfAsync(root, cancellation, "config", "--get", "remote.origin.url");
        var folder = await GitAnswer.OfAsync(root, cancellation, "rev-parse", "--show-prefix");
        return origin is null or "" ? Path.GetFileName(root) : $"{Public(origin.TrimEnd('/'))}/{folder}".TrimEnd('/');
    }

    // An address may hold a token.
    private static string Public(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile
            ? uri.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
            : address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
