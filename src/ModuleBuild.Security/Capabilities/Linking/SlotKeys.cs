using System.Text;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>
/// What an override has in common with what it overrides: name, number of type parameters and parameters, but for arguments of types. Each is
/// a number: they are compared far more often than they are made.
/// </summary>
internal sealed class SlotKeys
{
    private const int FewCharacters = 512;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _texts = [];

    /// <summary>Begins with none.</summary>
    public SlotKeys()
    {
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>That of a method; the type that comes back does not count, because overrides may narrow it.</summary>
    /// <param name="name">Its name, as UTF-8.</param>
    /// <param name="signature">Its canonical signature, as UTF-8.</param>
    public int Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature)
    {
        var open = Math.Max(0, signature.IndexOf((byte)'('));
        var space = signature.StartsWith("`"u8) ? signature.IndexOf((byte)' ') : -1;
        var generic = space > 0 && space < open ? signature[..space] : [];
        // Function pointers that come back have a parenthesis of their own; the parameters are then longer, and the same on both sides.
        var parameters = signature[open..];
        var most = name.Length + generic.Length + parameters.Length;
        var text = most <= FewCharacters ? stackalloc char[most] : new char[most];
        var length = Encoding.UTF8.GetChars(name, text);
        length += Encoding.UTF8.GetChars(generic, text[length..]);
        length += Encoding.UTF8.GetChars(parameters, text[length..]);
        return Number(text[..length]);
    }

    /// <summary>The key with arguments where parameters of the type stand.</summary>
    /// <param name="key">The key.</param>
    /// <param name="arguments">Canonical texts; null where the type is not generic.</param>
    public int Substitute(int key, string[]? arguments) =>
        arguments is null || !NamesParameters(key) ? key : Number(Supertypes.Substitute(_texts[key], arguments));

    /// <summary>Whether parameters of the type stand in a key.</summary>
    public bool NamesParameters(int key) => _texts[key].Contains('!', StringComparison.Ordinal);

    private int Number(ReadOnlySpan<char> text)
    {
        if (!_bySpan.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            var kept = text.ToString();
            _texts.Add(kept);
            _numbers.Add(kept, number);
        }

        return number;
    }
}
