import type { Docker } from './engine.js';

export async function hasImage(docker: Docker, name: string): Promise<boolean> {
  const images = await docker.listImages({ filters: { reference: [name] } });
  return images.length > 0;
}

/** Gives an image its name; one that another run has made of the same meanwhile keeps it, and ours goes. */
export async function nameImage(docker: Docker, id: string, name: string): Promise<void> {
  const image = docker.getImage(id);
  const [repo = '', tag = ''] = name.split(':');
  if (!(await hasImage(docker, name))) await image.tag({ repo, tag });
  else if ((await image.inspect()).RepoTags.length === 0) await image.remove();
}
