namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Type parameters, static abstract members, containers.</summary>
internal static class GenericPatterns
{
    private const string Workers = "interface IWork { void Do(); } class Evil : IWork { public void Do() => Bad.Do(); } class Nice : IWork { public void Do() { } } ";
    private const string Statics = "interface IMake { static abstract void Make(); } class Evil : IMake { public static void Make() => Bad.Do(); } class Nice : IMake { public static void Make() { } } ";

    public static IEnumerable<Pattern> All => new PatternList()
        .Twins("new T()",
            Workers + "class Entry { static void Go<T>() where T : IWork, new() => new T().Do(); public void Run() => Go<Evil>(); }",
            Workers + "class Entry { static void Go<T>() where T : IWork, new() => new T().Do(); public void Run() => Go<Nice>(); }")
        .Twins("an argument of which nothing is made",
            Workers + "class Entry { static void Go<T>() where T : IWork, new() { IWork w = new T(); w.Do(); } public void Run() => Go<Evil>(); }",
            Workers + "class Entry { static void Go<T>(IWork w) { w.Do(); } public void Run() => Go<Evil>(new Nice()); }")
        .Twins("new T() two levels down",
            Workers + "class Box<T> where T : IWork, new() { public IWork Get() => new T(); } class Entry { static IWork Go<T>() where T : IWork, new() => new Box<T>().Get(); public void Run() => Go<Evil>().Do(); }",
            Workers + "class Box<T> where T : IWork, new() { public IWork Get() => new T(); public IWork Null() => null; } class Entry { static IWork Go<T>() where T : IWork, new() => new Box<T>().Null(); public void Run() { Go<Evil>()?.Do(); } }")
        .Twins("a static abstract member",
            Statics + "class Entry { static void Go<T>() where T : IMake => T.Make(); public void Run() => Go<Evil>(); }",
            Statics + "class Entry { static void Go<T>() where T : IMake => T.Make(); public void Run() => Go<Nice>(); }")
        .Twins("a static abstract member that nobody calls",
            Statics + "class Entry { static void Go<T>() where T : IMake => Next<T>(); static void Next<T>() where T : IMake => T.Make(); public void Run() => Go<Evil>(); }",
            Statics + "class Entry { static void Go<T>() where T : IMake { } public void Run() => Go<Evil>(); }")
        .Twins("a static virtual member with a body",
            "interface IMake { static virtual void Make() => Bad.Do(); } class A : IMake { } class Entry { static void Go<T>() where T : IMake => T.Make(); public void Run() => Go<A>(); }",
            "interface IMake { static virtual void Make() => Bad.Do(); } class A : IMake { static void IMake.Make() { } } class Entry { static void Go<T>() where T : IMake => T.Make(); public void Run() => Go<A>(); }")
        .Twins("an operator of an interface",
            "struct N : System.Numerics.IAdditionOperators<N, N, N> { public static N operator +(N a, N b) { Bad.Do(); return a; } } class Entry { static T Sum<T>(T a) where T : System.Numerics.IAdditionOperators<T, T, T> => a + a; public void Run() => Sum(default(N)); }",
            "struct N : System.Numerics.IAdditionOperators<N, N, N> { public static N operator +(N a, N b) { Bad.Do(); return a; } } class Entry { static T Sum<T>(T a) where T : System.Numerics.IAdditionOperators<T, T, T> => a + a; public void Run() => Sum(1); }")
        .Twins("a parser that .NET calls",
            "class P : IParsable<P> { public static P Parse(string s, IFormatProvider p) { Bad.Do(); return null; } public static bool TryParse(string s, IFormatProvider p, out P r) { r = null; return true; } } class Entry { static T Go<T>(string s) where T : IParsable<T> => T.Parse(s, null); public void Run() => Go<P>(\"\"); }",
            "class P : IParsable<P> { public static P Parse(string s, IFormatProvider p) { Bad.Do(); return null; } public static bool TryParse(string s, IFormatProvider p, out P r) { r = null; return true; } } class Entry { static T Go<T>(string s) where T : IParsable<T> => T.Parse(s, null); public void Run() => Go<int>(\"\"); }")
        .Twins("a generic base",
            "abstract class B<T> { public abstract void F(T t); } class D : B<string> { public override void F(string t) => Bad.Do(); } class Entry { public void Run() { B<string> b = new D(); b.F(\"\"); } }",
            "abstract class B<T> { public abstract void F(T t); public virtual void F(int t) { } } class D : B<string> { public override void F(string t) => Bad.Do(); } class Entry { public void Run() { B<string> b = new D(); b.F(1); } }")
        .Twins("a generic interface",
            "interface IH<T> { void Handle(T t); } class H : IH<int>, IH<string> { public void Handle(int t) { } public void Handle(string t) => Bad.Do(); } class Entry { public void Run() { IH<string> h = new H(); h.Handle(\"\"); } }",
            "interface IH<T> { void Handle(T t); } class H : IH<int> { public void Handle(int t) { } public void Handle(string t) => Bad.Do(); } class Entry { public void Run() { IH<int> h = new H(); h.Handle(1); } }")
        .Twins("a container of one's own",
            Workers + "class Box { Dictionary<Type, Type> _t = new(); public void Add<I, T>() => _t[typeof(I)] = typeof(T); public I Get<I>() => (I)Make(_t[typeof(I)]); object Make(Type t) => null; } class Entry { public void Run() { var b = new Box(); b.Add<IWork, Evil>(); b.Get<IWork>().Do(); } }",
            Workers + "class Box { Dictionary<Type, Type> _t = new(); public void Add<I, T>() => _t[typeof(I)] = typeof(T); public I Get<I>() => (I)Make(_t[typeof(I)]); object Make(Type t) => null; } class Entry { public void Run() { var b = new Box(); b.Add<IWork, Nice>(); b.Get<IWork>().Do(); } }")
        .Twins("a list of objects",
            Workers + "class Entry { public void Run() { foreach (var w in new List<IWork> { new Evil() }) w.Do(); } }",
            Workers + "class Entry { public void Run() { var l = new List<Evil>(); IWork w = new Nice(); w.Do(); Console.WriteLine(l.Count); } }")
        .Twins("a struct as an argument",
            "interface IWork { void Do(); } struct Evil : IWork { public void Do() => Bad.Do(); } class Entry { static void Go<T>(T t) where T : IWork => t.Do(); public void Run() => Go(default(Evil)); }",
            "interface IWork { void Do(); } struct Evil : IWork { public void Do() => Bad.Do(); } struct Nice : IWork { public void Do() { } } class Entry { static void Go<T>(T t) where T : IWork => t.Do(); public void Run() => Go(default(Nice)); }")
        .Twins("variance",
            "interface IH<in T> { void Handle(T t); } class H : IH<object> { public void Handle(object t) => Bad.Do(); } class Entry { public void Run() { IH<string> h = new H(); h.Handle(\"\"); } }",
            "interface IH<in T> { void Handle(T t); } class H : IH<object> { public void Handle(object t) => Bad.Do(); } class G : IH<string> { public void Handle(string t) { } } class Entry { public void Run() { IH<string> h = new G(); h.Handle(\"\"); } }")
        .Twins("a generic static field",
            "class C<T> { public static readonly int X = Bad.Do(); } class Entry { public int Run() => C<int>.X; }",
            "class C<T> { public static readonly int X = Bad.Do(); } class D<T> { public static readonly int X = 1; } class Entry { public int Run() => D<int>.X; }")
        .All;
}
