using ModuleBuild.Packaging.Sbom;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>What may go into a document of addresses that others wrote.</summary>
public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/orders", "https://github.com/acme/orders")]
    [InlineData(" HTTPS://GitHub.com ", "https://github.com/")]
    [InlineData("https://bob:secret@example.com/x?y=1#z", "https://example.com/x?y=1#z")]
    [InlineData("https://token@dev.azure.com/acme/_git/orders", "https://dev.azure.com/acme/_git/orders")]
    [InlineData("git@github.com:acme/orders.git", "ssh://git@github.com/acme/orders.git")]
    [InlineData("ssh://git@github.com/acme/orders", "ssh://git@github.com/acme/orders")]
    [InlineData("ssh://bob@git.acme.example/orders", "ssh://git.acme.example/orders")]
    [InlineData("git://git.acme.example/orders", "git://git.acme.example/orders")]
    [InlineData("https://example.com/a b?c=\"d\"<e>", "https://example.com/a%20b?c=%22d%22%3Ce%3E")]
    [InlineData("https://exämple.com/ü", "https://exämple.com/%C3%BC")]
    [InlineData("file:///home/bob/orders", null)]
    [InlineData("/home/bob/orders", null)]
    [InlineData(@"C:\Users\bob\orders", null)]
    [InlineData(@"\\server\share\orders", null)]
    [InlineData("../orders", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://", null)]
    [InlineData("https://exa mple.com", null)]
    [InlineData("not an address", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Address_is_absolute_and_without_credentials_or_absent(string? written, string? clean) =>
        Assert.Equal(clean, WebAddress.Clean(written));

    [Theory]
    [InlineData("orders@acme.example", "orders@acme.example")]
    [InlineData("first.last+tag@mail.acme.example", "first.last+tag@mail.acme.example")]
    [InlineData("orders@acme", null)]
    [InlineData("or ders@acme.example", null)]
    [InlineData("a..b@acme.example", null)]
    [InlineData("orders@acme.example\n", null)]
    [InlineData("Acme", null)]
    [InlineData(null, null)]
    public void Email_has_the_common_form_or_is_absent(string? written, string? clean) => Assert.Equal(clean, WebAddress.CleanEmail(written));

    [Theory]
    [InlineData("https://licenses.nuget.org/MIT", "MIT")]
    [InlineData("https://licenses.nuget.org/(MIT OR Apache-2.0)", "(MIT OR Apache-2.0)")]
    [InlineData("http://www.apache.org/licenses/LICENSE-2.0.html", "Apache-2.0")]
    [InlineData("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0")]
    [InlineData("https://opensource.org/licenses/MIT/", "MIT")]
    [InlineData("http://opensource.org/licenses/BSD-3-Clause", "BSD-3-Clause")]
    [InlineData("https://github.com/dotnet/corefx/blob/master/LICENSE.TXT", "MIT")]
    [InlineData("https://opensource.org/licenses/no-such-licence", null)]
    [InlineData("https://go.microsoft.com/fwlink/?LinkId=329770", null)]
    [InlineData("file:///licenses.nuget.org/MIT", null)]
    [InlineData("MIT", null)]
    public void Licence_is_known_by_an_address_that_always_meant_it(string address, string? expression) =>
        Assert.Equal(expression, LicenseAddresses.Find(address));
}
