using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Identity;
using ModuleBuild.Security.Checks.Vulnerabilities;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Checks.Identity;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("Newtonsfot.Json", "Newtonsoft.Json")]
    [InlineData("newtonsoft.jsn", "Newtonsoft.Json")]
    [InlineData("Newtonsoft-Json", "Newtonsoft.Json")]
    [InlineData("NewtonsoftJson", "Newtonsoft.Json")]
    [InlineData("Newtons0ft.Json", "Newtonsoft.Json")]
    [InlineData("Newtons\u043Eft.Json", "Newtonsoft.Json")]
    [InlineData("Nevvtonsoft.Json", "Newtonsoft.Json")]
    [InlineData("Serilo", "Serilog")]
    [InlineData("Serilogs", "Serilog")]
    [InlineData("AutoMaper", "AutoMapper")]
    [InlineData("Autornapper", "AutoMapper")]
    [InlineData("FluentValidatoin", "FluentValidation")]
    [InlineData("Microsoft.Extensions.Loging", "Microsoft.Extensions.Logging")]
    public void Id_that_looks_like_a_well_known_one_is_told(string id, string known) => Assert.Equal(known, LookAlike.Of(id));

    [Theory]
    [InlineData("Newtonsoft.Json")]
    [InlineData("newtonsoft.json")]
    [InlineData("Newtonsoft.Json.Schema")]
    [InlineData("Newtonsoft.Json.Anything")]
    [InlineData("Serilog.Sinks.Fire")]
    [InlineData("AWSSDK.SQS")]
    [InlineData("AWSSDK.SNS")]
    [InlineData("NUnit4TestAdapter")]
    [InlineData("Quartz2")]
    [InlineData("Acme.Orders")]
    [InlineData("Polly")]
    [InlineData("Moq")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("\ud800")]
    public void Families_short_words_and_versions_are_let_pass(string id) => Assert.Null(LookAlike.Of(id));

    [Fact]
    public void No_well_known_id_looks_like_another()
    {
        var known = WellKnownPackages.Read();

        Assert.InRange(known.Count, 200, 2000);
        Assert.All(known, id => Assert.Null(LookAlike.Of(id)));
    }

    [Fact]
    public void Dependency_that_looks_like_another_is_found_at_the_module()
    {
        var packages = new[] { "Serilog", "Newtonsfot.Json" }.Select(id => new AuditedPackage(new PackageVersion(id, new NuGetVersion(1, 0, 0))));

        var finding = Assert.Single(SecurityChecks.Run(
            new SecurityCheckInput { Place = new SourceLocation("module.json"), Packages = [.. packages], Advisories = [new Silent()] },
            TestContext.Current.CancellationToken));

        Assert.Equal(("MB2014", "module.json", "Newtonsfot.Json"), (finding.Code, finding.Location.File, finding.Subject));
        Assert.Equal("'Newtonsfot.Json' looks like the well-known package 'Newtonsoft.Json' and is another one. Make sure that it is what you meant, and correct the id if not.", finding.Message);
    }

    private sealed class Silent : IAdvisorySource
    {
        public Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation) => Task.FromResult(new AdvisoryAnswer([], [], 1));
    }
}
