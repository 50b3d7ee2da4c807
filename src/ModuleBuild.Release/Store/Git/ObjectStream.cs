using System.Globalization;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>The answers of <c>git cat-file --batch</c>.</summary>
/// <param name="answers">Its standard output.</param>
internal sealed class ObjectStream(Stream answers)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Reads the next answer.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The object; null where git says that there is none.</returns>
    /// <exception cref="IOException">Git ended.</exception>
    /// <exception cref="InvalidDataException">Git said something else.</exception>
    public async Task<GitObject?> NextAsync(CancellationToken cancellation)
    {
        var head = await ReadLineAsync(cancellation);
        if (head.EndsWith(" missing", StringComparison.Ordinal))
        {
            return null;
        }

        // "<id> <type> <size>"; anything else ("ambiguous") is nothing that was asked for.
        var parts = head.Split(' ');
        if (parts.Length != 3 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            throw new InvalidDataException(head);
        }

        var content = new byte[size];
        await FillAsync(content, cancellation);
        return (await ReadLineAsync(cancellation)).Length == 0 ? new GitObject(parts[0], parts[1], content) : throw new InvalidDataException(head);
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            line.Append(Encoding.UTF8.GetString(_buffer, _start, (end < 0 ? _end : end) - _start));
            _start = end < 0 ? _end : end + 1;
            if (end >= 0)
            {
                return line.ToString();
            }

            await MoreAsync(cancellation);
        }
    }

    private async ValueTask FillAsync(Memory<byte> content, CancellationToken cancellation)
    {
        var known = Math.Min(content.Length, _end - _start);
        _buffer.AsSpan(_start, known).CopyTo(content.Span);
        _start += known;
        await answers.ReadExactlyAsync(content[known..], cancellation);
    }

    private async ValueTask MoreAsync(CancellationToken cancellation)
    {
        (_start, _end) = (0, await answers.ReadAsync(_buffer, cancellation));
        if (_end == 0)
        {
            throw new EndOfStreamException("git ended");
        }
    }
}
