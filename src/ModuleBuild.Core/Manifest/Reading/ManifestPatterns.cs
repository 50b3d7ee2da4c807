namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>
/// The forms of the manifest's texts as regular expressions. <c>module.schema.json</c> holds them between <c>^</c> and <c>$</c>;
/// <see cref="TextForms"/> checks them. Tests hold the three together.
/// </summary>
internal static class ManifestPatterns
{
    /// <summary>A package id as NuGet takes it, in ASCII.</summary>
    public const string Id = @"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*";

    /// <summary>A catalogue's tag.</summary>
    public const string Tag = "[a-z0-9][a-z0-9-]{1,29}";

    /// <summary>A scope of entry points.</summary>
    public const string Scope = "[a-z][a-z0-9-]*";

    /// <summary>
    /// A type's full name as metadata has it: nested types with <c>+</c>, type parameters as <c>`1</c>, and an assembly after a comma. That
    /// entry points may have neither of the last two is said after compile, with the type at hand (MB1001, MB1002).
    /// </summary>
    public const string Type = Identifier + @"(\." + Identifier + @")*(\+" + Identifier + ")*(, *[A-Za-z0-9_.-]+)?";

    /// <summary>A runtime identifier.</summary>
    public const string Platform = @"[a-z][a-z0-9._]*(-[a-z0-9._]+)*";

    /// <summary>A configuration path.</summary>
    public const string Section = "[A-Za-z][A-Za-z0-9_-]*(:[A-Za-z][A-Za-z0-9_-]*)*";

    /// <summary>A health check's name.</summary>
    public const string HealthCheck = "[a-z0-9][a-z0-9._-]*";

    /// <summary>An extension point's id.</summary>
    public const string ExtensionPoint = "[A-Za-z0-9_]+([./-][A-Za-z0-9_]+)*";

    /// <summary>An absolute https address: a host without user or password, a port, a rest without blanks.</summary>
    public const string Link = @"https://([^\s/?#:@\[\]\\]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?([/?#]\S*)?";

    private const string Identifier = @"[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*(`[0-9]+)?";
}
