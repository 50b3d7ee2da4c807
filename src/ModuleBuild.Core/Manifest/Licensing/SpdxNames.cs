using System.Text;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>
/// Names of licences as people write them: the list's identifiers and full names in a normal form, and the other names of
/// <c>license-names.txt</c>.
/// </summary>
internal sealed class SpdxNames
{
    private static readonly Lazy<SpdxNames> Built = new(() => new SpdxNames());

    private readonly Dictionary<string, (string? Id, string Hint)> _byName = new(1700, StringComparer.Ordinal);

    private SpdxNames()
    {
        foreach (var line in LicensingData.Lines("license-names.txt"))
        {
            ReadLine(line);
        }

        var list = SpdxLicenseList.Shared;
        var licenses = list.Entries.Where(entry => !entry.IsException).ToList();
        AddUnique(licenses.Where(entry => !entry.IsDeprecated).Select(entry => (entry.Id, entry.Id)));
        AddUnique(licenses.Where(entry => !entry.IsDeprecated).Select(entry => (entry.Name, entry.Id)));
        foreach (var old in licenses.Where(entry => entry.IsDeprecated))
        {
            var successors = list.Successors(old.Id, orLater: false);
            if (successors.Length > 0)
            {
                _byName.TryAdd(Normalize(old.Id), (null, Choice(successors)));
                _byName.TryAdd(Normalize(old.Id + "+"), (successors[^1], string.Empty));
            }
        }
    }

    public static SpdxNames Shared => Built.Value;

    /// <summary>The identifier that a name means, or null; then a hint where the name may mean several or none on the list.</summary>
    public (string? Id, string Hint) Find(string name) => _byName.GetValueOrDefault(Normalize(name), (null, string.Empty));

    /// <summary>
    /// Lower-case words and numbers without what says nothing: "Apache License, Version 2.0", "apache2" and "Apache-2.0" all become
    /// "apache 2".
    /// </summary>
    internal static string Normalize(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(name[i]))
            {
                while (i < name.Length && (char.IsAsciiDigit(name[i]) || (name[i] == '.' && i + 1 < name.Length && char.IsAsciiDigit(name[i + 1]))))
                {
                    i++;
                }

                var number = name[start..i];
                Append(number.EndsWith(".0", StringComparison.Ordinal) ? number[..^2] : number);
            }
            else if (char.IsLetter(name[i]))
            {
                while (i < name.Length && char.IsLetter(name[i]))
                {
                    i++;
                }

                var word = name[start..i].ToLowerInvariant();
                var isVersion = i < name.Length && char.IsAsciiDigit(name[i]) && word.EndsWith('v');
                AppendWord(isVersion ? word[..^1] : word);
            }
            else
            {
                Append(name[i] == '+' ? "or later" : string.Empty);
                i++;
            }
        }

        return result.ToString();

        void AppendWord(string word) =>
            Append(word is "the" or "gnu" or "license" or "licence" or "licensed" or "under" or "version" or "ver" or "v" ? string.Empty : word);

        void Append(string part) => result.Append(result.Length > 0 && part.Length > 0 ? " " : string.Empty).Append(part);
    }

    private static string Choice(IReadOnlyList<string> ids) =>
        $" Choose between {string.Join(", ", ids.Take(ids.Count - 1).Select(id => $"'{id}'"))} and '{ids[^1]}'.";

    private void ReadLine(string line)
    {
        var sign = line.IndexOfAny(['=', '?', '!']);
        var name = Normalize(line[..sign]);
        var ids = line[(sign + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _byName.Add(name, line[sign] switch
        {
            '=' => (ids[0], string.Empty),
            '?' => (null, Choice(ids)),
            _ => (null, " For terms of your own give { \"file\": \"LICENSE.txt\" }, or an identifier that begins with 'LicenseRef-'."),
        });
    }

    // A name that stands for two licences stands for none.
    private void AddUnique(IEnumerable<(string Name, string Id)> names)
    {
        foreach (var group in names.GroupBy(pair => Normalize(pair.Name), pair => pair.Id, StringComparer.Ordinal))
        {
            if (group.Key.Length > 0 && group.Count() == 1)
            {
                _byName.TryAdd(group.Key, (group.First(), string.Empty));
            }
        }
    }
}
