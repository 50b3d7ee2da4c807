using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Security.Checks.Secrets;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

public sealed class SecretScannerTests
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static string Token => "ghp_" + Planted.Draw(36, Alphanumeric);

    [Theory]
    [MemberData(nameof(Planted.All), MemberType = typeof(Planted))]
    public void Planted_secret_is_found_once(string kind, string text)
    {
        var found = Assert.Single(Scan("first line\n" + text + "\nlast line\n"));

        Assert.Equal(kind, found.Kind);
        Assert.Equal(2, found.Line);
        Assert.Equal(Math.Min(4, found.Length), found.Beginning.Length);
    }

    [Theory]
    [InlineData("\"Password\": \"\"")]
    [InlineData("\"Password\": \"${DB_PASSWORD}\"")]
    [InlineData("Server=.;User Id=sa;Password={0};")]
    [InlineData("Server=tcp:shop;User Id=sa;Password=your_password;")]
    [InlineData("Server=localhost;Password=<password>;")]
    [InlineData("https://user:password@host/path")]
    [InlineData("https://name:Secr3tValue9@example.com/path")]
    [InlineData("postgres://app:${PASSWORD}@db.shop.eu")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("if (line == \"-----BEGIN PRIVATE KEY-----\" && other == \"-----END PRIVATE KEY-----\")")]
    [InlineData("PublicKeyToken=\"b77a5c561934e089\"")]
    [InlineData("\"token\": \"3f2504e0-4f89-11d3-9a0c-0305e82c3301\"")]
    [InlineData("\"secretHash\": \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"")]
    [InlineData("CancellationToken token = \"System.Threading.CancellationToken1\";")]
    [InlineData("const string TokenName = \"AccessTokenValidationParameters2Handler\";")]
    [InlineData("\"NextToken\": \"gPFEGk7CF4wS901w7ppYclt7\"")]
    [InlineData("\"NextContinuationToken\": \"1w41l63U0xa8q7smH50vCxyTQqdxo69O3EmK28Bi5PcROI4wI/EyIJg==\"")]
    [InlineData("ssh_private_key_file: \"/tmp/inventory-cloudj9cGz5/identity\"")]
    [InlineData("token = s3_get_v2_key.id_1_of_9_x2")]
    [InlineData("  token = gPFEGk7CF4wS901w7ppYclt7 + rest")]
    [InlineData("  token = gPFEGk7CF4wS901w7ppYclt7;")]
    [InlineData("see token = gPFEGk7CF4wS901w7ppYclt7")]
    [InlineData("<secret>kept in the vault as gPFEGk7CF4wS901w7</secret>")]
    [InlineData("<add key=\"ApiKey\" value=\"#{ApiKey9OfStage2InVault}#\" />")]
    [InlineData("\"token\": \"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c")]
    public void Ordinary_text_is_left_alone(string text) => Assert.Empty(Scan(text));

    [Fact]
    public void Column_counts_what_editors_count()
    {
        var found = Assert.Single(Scan("// Größe 😀\n\"schön 😀\": \"" + Token + "\""));

        Assert.Equal((2, "\"schön 😀\": \"".Length + 1), (found.Line, found.Column));
    }

    [Fact]
    public void Secret_is_found_where_two_windows_meet()
    {
        foreach (var before in new[] { (1 << 20) - 60, (1 << 20) - 20, (1 << 20) - (8 << 10) - 10, (1 << 20) - (8 << 10) + 1, (1 << 20) + 5, (2 << 20) - (16 << 10) - 3 })
        {
            var filler = string.Concat(Enumerable.Repeat("0123456 89\n", (before / 11) + 1))[..before];
            var found = Assert.Single(Scan(filler + "\n" + Token + "\nrest\n" + filler));

            Assert.Equal(filler.Count(character => character == '\n') + 2, found.Line);
        }
    }

    [Fact]
    public void Text_of_Windows_is_read() =>
        Assert.Single(SecretScanner.Scan(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("x\n" + Token)]), TestContext.Current.CancellationToken));

    [Fact]
    public void Binary_file_is_searched_for_what_has_a_form_of_its_own() =>
        Assert.Equal(
            ["GitHub token"],
            SecretScanner.Scan(new MemoryStream([0x4D, 0x5A, 0, 0, .. Encoding.ASCII.GetBytes("\0" + Token + "\0ApiKey=\"" + Planted.Draw(32, Alphanumeric) + "\"")]), TestContext.Current.CancellationToken).Select(place => place.Kind));

    [Fact]
    public void One_zero_hides_no_text() => Assert.Equal((2, 12), Scan("x\0\n\"ApiKey\": \"" + Planted.Draw(32, Alphanumeric) + "\"").Select(place => (place.Line, place.Column)).Single());

    [Fact]
    public void List_of_keys_is_told_up_to_a_limit() =>
        Assert.Equal(SecretScanner.MostSecrets, Scan(string.Concat(Enumerable.Range(0, 500).Select(i => "ghp_" + Planted.Draw(36, Alphanumeric, i) + "\n"))).Length);

    [Theory]
    [InlineData("://")]
    [InlineData("token=")]
    [InlineData("eyJ")]
    [InlineData("-----BEGIN ")]
    [InlineData("password= ")]
    public void Nothing_takes_longer_than_its_length(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 4_000_000 / repeated.Length));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        SecretScanner.Scan(new MemoryStream(Encoding.ASCII.GetBytes(text)), limit.Token);

        Assert.False(limit.IsCancellationRequested);
    }

    [Fact]
    public void Any_bytes_are_read()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Planted.All.Skip(i % 30).Take(3).Select(row => row.Data.Item2)));
            for (var change = 0; change < 6; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(1, 256);
            }

            SecretScanner.Scan(new MemoryStream(bytes[..random.Next(bytes.Length)]), TestContext.Current.CancellationToken);
        }
    }

    private static ImmutableArray<SecretPlace> Scan(string text) => SecretScanner.Scan(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
}
