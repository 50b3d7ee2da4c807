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
    /// <param name="name">Its name.</param>
    /// <param name="signature">Its canonical signature.</param>
    public int Of(string name, string signature)
    {
        var open = Math.Max(0, signature.IndexOf('(', StringComparison.Ordinal));
        var space = signature.StartsWith('`') ? signature.IndexOf(' ', StringComparison.Ordinal) : -1;
        var generic = space > 0 && space < open ? signature.AsSpan(0, space) : [];
        // Function pointers that come back have a parenthesis of their own; the parameters are then longer, and the same on both sides.
        var parameters = signature.AsSpan(open);
        var length = name.Length + generic.Length + parameters.Length;
        var text = length <= FewCharacters ? stackalloc char[length] : new char[length];
        name.CopyTo(text);
        generic.CopyTo(text[name.Length..]);
        parameters.CopyTo(text[(name.Length + generic.Length)..]);
        return Number(text);
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
