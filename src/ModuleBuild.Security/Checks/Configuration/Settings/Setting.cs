namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>A setting of a configuration file, whatever its form: a name, where it stands, and a value or settings below it.</summary>
/// <param name="parent">What it belongs to; null for the root of the file.</param>
/// <param name="name">As written; the number of an item of a list.</param>
/// <param name="line">Line of the name, from 1.</param>
/// <param name="column">Column in UTF-16 code units, from 1.</param>
internal sealed class Setting(Setting? parent, string name, int line, int column)
{
    /// <summary>Deeper ones are not read: no configuration has them, and whoever walks the tree needs an end.</summary>
    public const int Deepest = 64;

    /// <summary>What it belongs to; null for the root.</summary>
    public Setting? Parent { get; } = parent;

    /// <summary>Name as written.</summary>
    public string Name { get; } = name;

    /// <summary>Line of the name.</summary>
    public int Line { get; } = line;

    /// <summary>Column of the name.</summary>
    public int Column { get; } = column;

    /// <summary>The value as text; null where settings stand below it.</summary>
    public string? Value { get; set; }

    /// <summary>What stands below it, in the order of the file.</summary>
    public List<Setting> Children { get; } = [];

    /// <summary>The name as it is compared: <c>Security__Allowed_Hosts</c> is <c>allowedhosts</c>, as the configuration of .NET reads it.</summary>
    public string Key { get; } = KeyOf(name);

    /// <summary>How far below the root it is.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Names from the root on, parted as in the configuration of .NET.</summary>
    public string Path => Parent is null || Parent.Depth == 0 ? Name : $"{Parent.Path}:{Name}";

    /// <summary>Adds a setting below it.</summary>
    public Setting Add(string name, int line, int column, string? value = null)
    {
        var child = new Setting(this, name, line, column) { Value = value };
        Children.Add(child);
        return child;
    }

    /// <summary>The first setting below it with that name; null where there is none.</summary>
    public Setting? Child(string name) => Children.Find(child => child.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>It and all below it, in the order of the file.</summary>
    public IEnumerable<Setting> All() => Children.SelectMany(child => child.All()).Prepend(this);

    private static string KeyOf(string name)
    {
        var words = name.Split([":", "__"], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? string.Empty : string.Concat(words[^1].Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
