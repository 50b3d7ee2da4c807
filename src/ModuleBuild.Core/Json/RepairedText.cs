using System.Text;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>A copy of a text in which broken places were mended one after the other, so that the rest can be read as well.</summary>
/// <param name="original">The text as it is.</param>
internal sealed class RepairedText(ReadOnlyMemory<byte> original)
{
    // Every repair reads the text from the start again: that must end soon.
    private const int MostRepairs = 32;

    private readonly List<Repair> _repairs = [];

    /// <summary>The bytes to read.</summary>
    public byte[] Bytes { get; private set; } = original.ToArray();

    /// <summary>Where a byte of the copy stands in the text as it is.</summary>
    /// <param name="offset">Offset in <see cref="Bytes"/>.</param>
    public int ToOriginal(int offset)
    {
        var moved = 0;
        foreach (var repair in _repairs)
        {
            if (offset < repair.Start)
            {
                break;
            }

            if (offset < repair.Start + repair.NewLength)
            {
                return repair.Start - moved + Math.Min(offset - repair.Start, repair.OldLength);
            }

            moved += repair.NewLength - repair.OldLength;
        }

        return offset - moved;
    }

    /// <summary>The same edit for the text as it is.</summary>
    /// <param name="edit">An edit of <see cref="Bytes"/>.</param>
    public TextEdit ToOriginal(TextEdit edit)
    {
        var start = ToOriginal(edit.Start);
        return edit with { Start = start, Length = ToOriginal(edit.Start + edit.Length) - start };
    }

    /// <summary>The same problem for the text as it is.</summary>
    /// <param name="problem">A problem of <see cref="Bytes"/>.</param>
    public JsonProblem ToOriginal(JsonProblem problem) => problem with
    {
        Offset = ToOriginal(problem.Offset),
        Fix = problem.Fix is { } fix ? fix with { Edits = [.. fix.Edits.Select(ToOriginal)] } : null,
    };

    /// <summary>Mends one place. False where it stands before an earlier one, or there were too many.</summary>
    /// <param name="edit">An edit of <see cref="Bytes"/>.</param>
    public bool TryRepair(TextEdit edit)
    {
        if (_repairs.Count == MostRepairs || (_repairs.Count > 0 && edit.Start < _repairs[^1].Start + _repairs[^1].NewLength))
        {
            return false;
        }

        var text = Encoding.UTF8.GetBytes(edit.NewText);
        Bytes = [.. Bytes.AsSpan(0, edit.Start), .. text, .. Bytes.AsSpan(edit.Start + edit.Length)];
        _repairs.Add(new Repair(edit.Start, edit.Length, text.Length));
        return true;
    }

    private sealed record Repair(int Start, int OldLength, int NewLength);
}
