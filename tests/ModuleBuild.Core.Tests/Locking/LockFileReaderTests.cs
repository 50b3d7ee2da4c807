using System.Text;
using ModuleBuild.Core.Locking;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class LockFileReaderTests : IDisposable
{
    private static readonly string Good = Encoding.UTF8.GetString(LockFileWriter.Write(Locks.Maximal));

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("", "(1,1) the file is empty. Delete it, and run 'modulebuild lock'.")]
    [InlineData("  \n", "(1,1) the file is empty. Delete it, and run 'modulebuild lock'.")]
    [InlineData("[1]", "(1,1) it holds an array; expected an object with \"lockVersion\".")]
    [InlineData("{}", "(1,1) 'lockVersion' is missing. Run 'modulebuild lock'.")]
    [InlineData("{\"lockVersion\": \"1\"}", "(1,17) 'lockVersion' is the string \"1\"; expected 1.")]
    [InlineData("{\"lockVersion\": 2, \"news\": []}", "(1,17) a newer ModuleBuild wrote it: its format is version 2, and this one knows version 1. Update ModuleBuild.")]
    [InlineData("{\"lockVersion\": 1,\n<<<<<<< HEAD\n", "(2,1) it has merge-conflict markers. Take either side, then run 'modulebuild lock': it keeps the versions that still fit.")]
    public void A_file_that_is_no_lock_is_told_with_its_place(string text, string expected)
    {
        var reading = Read(text);

        Assert.Null(reading.Lock);
        Assert.Equal([expected], Short(reading));
    }

    [Theory]
    [InlineData("\"strategy\": \"security-first\"", "\"strategy\": \"secure-first\"", "(4,15) 'strategy' is \"secure-first\". Did you mean \"security-first\"?")]
    [InlineData("\"strategy\": \"security-first\",", "", "(1,1) 'strategy' is missing. Run 'modulebuild lock'.")]
    [InlineData("\"contentHash\": \"sha512-abc+/==\"", "\"contentHash\": \"md5-1\"", "'packages.Acme.Catalog.contentHash' is \"md5-1\"; expected \"sha512-…\".")]
    [InlineData("\"version\": \"1.4.0\"", "\"version\": \"1.4.x\"", "'packages.Acme.Mail.version' is \"1.4.x\"; expected a version such as \"2.1.0\".")]
    [InlineData("\"version\": \"1.4.0\",", "", "'packages.Acme.Mail.version' is missing. Add it.")]
    [InlineData("\"severity\": \"moderate\"", "\"severity\": \"medium\"", "'packages.Acme.Catalog.advisories[0].severity' is \"medium\". Expected one of \"low\", \"moderate\", \"high\", \"critical\".")]
    [InlineData("\"Acme.Catalog\": \"[2.1, 3.0)\"", "\"Acme.Catalog\": \"[3.0,2.1)\"", "'modules.modules/Orders.dependencies.Acme.Catalog' is \"[3.0,2.1)\", which is no version range. No version lies in it: it ends before it starts.")]
    [InlineData("\"kind\": \"optional\"", "\"kind\": \"optionl\"", "'modules.modules/Orders.dependencies.Acme.Mail.kind' is \"optionl\". Did you mean \"optional\"?")]
    [InlineData("\"memory\": 64", "\"memory\": \"64\"", "'packages.Acme.Catalog.metrics.memory' is the string \"64\"; expected a number.")]
    [InlineData("\"module\": false", "\"modul\": false", "it has no field 'packages.Acme.Billing.modul'. Did you mean 'module'?")]
    [InlineData("\"platforms\": [", "\"platforms\": [ 7,", "'packages.Acme.Catalog.platforms[0]' is the number 7; expected a string.")]
    public void A_value_of_another_kind_is_told_and_then_nothing_counts(string from, string to, string expected)
    {
        var text = Good.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);

        var reading = Read(text);

        Assert.Null(reading.Lock);
        Assert.EndsWith(expected, Assert.Single(Short(reading)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Acme.Catalog\": \"[2.1, 3.0)\"", "\"Acme.Catalog\": \"[2.0, 3.0)\"", "'inputs' is not the hash of 'modules' and 'policy': it was edited, or merged, by hand. Run 'modulebuild lock'.")]
    [InlineData("\"version\": \"1.4.0\"", "\"version\": \"2.4.0\"", "Acme.Mail 2.4.0 -> must satisfy 1.* (modules/Orders). Run 'modulebuild lock'.")]
    [InlineData("\"Acme.Billing\": {\n      \"version\": \"2.0.0\"", "\"Acme.Billin\": {\n      \"version\": \"2.0.0\"", "Acme.Billing -> is not in the lock, and must satisfy 2.0 (modules/Orders). Run 'modulebuild lock'.")]
    [InlineData("\"Acme.Worker\": \"2.0.0\"", "\"Acme.Worker\": \"1.0.0\"", "host Acme.Worker 1.0.0 -> must satisfy 2.0 (Acme.Catalog 2.2.0-rc.1). Run 'modulebuild lock'.")]
    [InlineData("\"Acme.Billing\": {\n      \"version\": \"2.0.0\"", "\"Acme.Billing\": {\n      \"version\": \"3.0.0\"", "Acme.Billing 3.0.0 -> is excluded by modulebuild.json (Loses \"orders\" & more.). Run 'modulebuild lock'.")]
    public void A_lock_that_was_edited_by_hand_is_told_and_can_still_be_preferred(string from, string to, string expected)
    {
        var text = Good.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);

        var reading = Read(text);

        Assert.NotNull(reading.Lock);
        Assert.Contains(expected, Short(reading).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void Two_spellings_of_one_package_are_two_packages_too_many()
    {
        var reading = Read(Good.Replace("\"packages\": {", "\"packages\": { \"ACME.MAIL\": { \"version\": \"1.4.0\" },", StringComparison.Ordinal));

        Assert.EndsWith("'packages.Acme.Mail' is there twice, in upper or lower case. Delete one of them.", Assert.Single(Short(reading)), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_great_length_are_refused()
    {
        var deep = Read($"{{\"lockVersion\": 1, \"modules\": {new string('[', 5000)}");
        Assert.Null(deep.Lock);
        Assert.Contains("64", Assert.Single(deep.Findings).Message, StringComparison.Ordinal);

        using (var huge = new FileStream(_folder["huge"], FileMode.Create))
        {
            huge.SetLength(LockFileReader.MaxLength + 1);
        }

        Assert.Equal(
            "The lock cannot be used: it has 67108865 bytes, and 67108864 (64 MiB) is the limit.",
            Assert.Single(LockFileReader.Read(_folder["huge"]).Findings).Message);
    }

    [Fact]
    public void Any_cut_of_a_lock_is_a_finding_and_never_an_exception()
    {
        for (var length = 0; length < Good.Length - 2; length += 7)
        {
            var reading = Read(Good[..length]);

            Assert.All(reading.Findings, finding => Assert.Equal("MB1014", finding.Code));
            Assert.NotEmpty(reading.Findings);
        }
    }

    public void Dispose() => _folder.Dispose();

    private LockReading Read(string text) => LockFileReader.Read(_folder.Write("module.lock.json", text));

    private static IEnumerable<string> Short(LockReading reading) => reading.Findings.Select(finding =>
        finding.Message.Replace("The lock cannot be used: ", $"({finding.Location.Line},{finding.Location.Column}) ", StringComparison.Ordinal));
}
