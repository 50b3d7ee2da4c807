using System.Globalization;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>A change as input of <c>git fast-import</c>: files, folders and commit are made by one process.</summary>
/// <remarks>https://git-scm.com/docs/git-fast-import</remarks>
internal static class CommitStream
{
    // Fast-import wants a branch to commit to. It is deleted again in the same run, so that no reference is ever written: the caller does that, by
    // compare-and-swap.
    private const string Nowhere = "refs/modulebuild/nowhere";

    /// <summary>The bytes.</summary>
    /// <param name="parent">Id of the commit before; null for the first.</param>
    /// <param name="change">The change.</param>
    /// <param name="nothing">The id that stands for nothing, in the length of the repository's ids.</param>
    public static byte[] Of(string? parent, StateChange change, string nothing)
    {
        using var stream = new MemoryStream();
        var person = CommitPerson.Of(change.By, change.At);
        Line(stream, $"commit {Nowhere}");
        Line(stream, "mark :1");
        Line(stream, $"author {person}");
        Line(stream, $"committer {person}");
        Data(stream, Encoding.UTF8.GetBytes(MessageOf(change)));
        if (parent is not null)
        {
            Line(stream, $"from {parent}");
        }

        foreach (var (path, content) in change.Files)
        {
            if (content is null)
            {
                Line(stream, $"D {path}");
            }
            else
            {
                Line(stream, $"M 100644 inline {path}");
                Data(stream, content);
            }
        }

        Line(stream, string.Empty);
        Line(stream, "get-mark :1");
        Line(stream, $"reset {Nowhere}");
        Line(stream, $"from {nothing}");
        Line(stream, string.Empty);
        Line(stream, "done");
        return stream.ToArray();
    }

    /// <summary>The message with the writer: two processes never make the same commit.</summary>
    /// <param name="change">The change.</param>
    public static string MessageOf(StateChange change)
    {
        // A NUL would end the message for some tools; git refuses it in others.
        var message = change.Message.Replace("\0", string.Empty, StringComparison.Ordinal).ReplaceLineEndings("\n").TrimEnd();
        return $"{message}\n\nWriter: {CommitPerson.OneLine(change.Writer)}\n";
    }

    private static void Line(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text + "\n"));

    private static void Data(MemoryStream stream, byte[] content)
    {
        Line(stream, string.Create(CultureInfo.InvariantCulture, $"data {content.Length}"));
        stream.Write(content);
        stream.WriteByte((byte)'\n');
    }
}
