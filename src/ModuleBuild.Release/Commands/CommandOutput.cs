using System.Collections.Immutable;
using System.Text;

namespace ModuleBuild.Release.Commands;

/// <summary>What a command prints, as far as anybody wants to know it, however much it is.</summary>
/// <param name="mostText">Most characters of the standard output that are kept.</param>
internal sealed class CommandOutput(int mostText)
{
    private const int MostLines = 10;
    private const int LongestLine = 400;

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly Queue<string> _lines = new();

    /// <summary>The beginning of the standard output.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>The last lines of standard output and error, blank ones left out.</summary>
    public ImmutableArray<string> LastLines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Reads until the end, or until it is told to stop.</summary>
    /// <param name="reader">Standard output or error.</param>
    /// <param name="isOutput">Whether it is standard output.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task ReadAsync(StreamReader reader, bool isOutput, CancellationToken cancellation)
    {
        var (buffer, line) = (new char[4096], new StringBuilder());
        try
        {
            for (int count; (count = await reader.ReadAsync(buffer, cancellation)) > 0;)
            {
                Add(buffer.AsSpan(0, count), line, isOutput);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What came until here counts.
        }

        EndLine(line);
    }

    private void Add(ReadOnlySpan<char> text, StringBuilder line, bool isOutput)
    {
        lock (_lock)
        {
            if (isOutput)
            {
                _text.Append(text[..Math.Min(text.Length, mostText - _text.Length)]);
            }
        }

        foreach (var letter in text)
        {
            if (letter == '\n')
            {
                EndLine(line);
            }
            else if (line.Length < LongestLine && !char.IsControl(letter))
            {
                line.Append(letter);
            }
        }
    }

    private void EndLine(StringBuilder line)
    {
        lock (_lock)
        {
            if (!string.IsNullOrWhiteSpace(line.ToString()))
            {
                _lines.Enqueue(line.ToString());
            }

            while (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }

        line.Clear();
    }
}
