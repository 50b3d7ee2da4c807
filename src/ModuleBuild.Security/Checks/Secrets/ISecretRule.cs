namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Recognizes secrets of one form, beginning at a word that all of them have.</summary>
internal interface ISecretRule
{
    /// <summary>Words at which a look is worth while, two characters at least. Whether their case counts is up to who searches.</summary>
    IReadOnlyCollection<string> Anchors { get; }

    /// <summary>The secret at an anchor, or null. Looks a bounded number of characters around.</summary>
    /// <param name="text">The text; bytes of other alphabets than ASCII are one character each.</param>
    /// <param name="at">Index of the anchor.</param>
    /// <param name="anchor">The anchor that stands there.</param>
    FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor);
}
